"""Signs that a person noticed, read from free text into the strategy's five columns; never counted or scored."""
