// What other packages may use of the compiler.
export {};
