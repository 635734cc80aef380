// The command-line tool.
export {};
