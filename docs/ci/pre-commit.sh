#!/bin/sh
# Checks the agreements before each commit. Copy to .git/hooks/pre-commit and make it executable.
git diff --cached --quiet --diff-filter=ACMR -- '*.avtal' avtal.json && exit 0
exec npx avtal check --deny-warnings
