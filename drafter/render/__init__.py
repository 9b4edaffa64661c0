"""A paper and its kind's templates made into the Word draft and its Excel annex."""
