"""From agreed marks of reviewers to change sets on disk: made, checked, shown, and applied to the data or dropped."""
