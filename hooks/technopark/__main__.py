"""``python -m technopark``: the console command without its script, for folders with any name."""

from technopark.cli import main

if __name__ == "__main__":
    main()
