// Functions that keep their latest results: the same few texts and days are asked for again and again, and others besides.

const MOST = 1000;

/** The function with results kept until there are many, when they are forgotten. */
export function recently<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      if (made.size >= MOST) made.clear();
      made.set(key, value);
    }
    return value;
  };
}
