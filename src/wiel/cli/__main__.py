"""`python -m wiel.cli`."""

from wiel.cli.main import main

if __name__ == "__main__":
    main()
