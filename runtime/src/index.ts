// What other packages may use of the runtime.
export {};
