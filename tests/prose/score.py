"""`make score`: print how well figures are read, over passages used while building and over those held out."""

import argparse
import sys

from tests.prose.scoring import passages, score, table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", default=["known", "built-with", "held-out"])
    parser.add_argument("--faults", action="store_true", help="list every mistake (never of what is held out)")
    asked = parser.parse_args()
    for folder in asked.folders:
        found = passages(folder)
        if not found:
            continue
        result = score(found)
        sys.stdout.write(f"{folder}: {len(found)} passages, {result.found + result.missed} figures\n{table(result)}\n")
        if asked.faults and folder != "held-out":
            sys.stdout.write("\n".join(f"  {fault}" for fault in result.faults) + "\n")
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
