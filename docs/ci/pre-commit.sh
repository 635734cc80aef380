#!/bin/sh
# Checks the agreements, and their form, before each commit. Copy to .git/hooks/pre-commit and make it executable.
git diff --cached --quiet --diff-filter=ACMR -- '*.avtal' avtal.json && exit 0
npx avtal fmt --check || exit 1
exec npx avtal check --deny-warnings
