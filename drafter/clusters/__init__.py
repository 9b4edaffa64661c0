"""What an emulation cluster (cụm, khối thi đua) is, how its units are scored and ranked, what its ballots say."""
