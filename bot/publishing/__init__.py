"""Content without code: articles are proposed, checked, previewed, approved by a second person and published."""
