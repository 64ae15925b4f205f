"""`python -m wiel`."""

from wiel.cli import main

if __name__ == "__main__":
    main()
