"""`python -m baiyang_kg` is `baiyang-kg`."""

from baiyang_kg.cli import main

if __name__ == "__main__":
    main(prog_name="baiyang-kg")
