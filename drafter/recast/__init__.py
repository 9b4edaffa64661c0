"""Turn an officer's Word file into a template: tags in the place of words, its styles and everything else kept."""
