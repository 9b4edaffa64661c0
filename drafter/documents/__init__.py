"""What a document kind is, and what a draft of it must say."""
