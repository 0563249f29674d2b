"""Risk: what the words and the conversation say about danger now; explainable signals and a classifier, no Rasa."""
