"""Turn what union units report into the papers an office must sign."""

__version__ = "0.1.0"
