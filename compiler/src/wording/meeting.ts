// Whether two conditions can hold in one situation, as far as their words show it.
import type { Box, Condition } from '@avtal/runtime';

/** False where a choice, or one window within and outside, keeps them apart. Numbers, dates and other windows are not looked at. */
export function canMeet(a: Condition, b: Condition): boolean {
  return a.some((one) => b.some((other) => shareChoices(one, other) && shareWindows(one, other)));
}

function shareChoices(a: Box, b: Box): boolean {
  return Object.entries(a.choices ?? {}).every(([id, values]) => {
    const others = b.choices?.[id];
    return others === undefined || values.some((value) => others.includes(value));
  });
}

function shareWindows(a: Box, b: Box): boolean {
  return (a.windows ?? []).every(({ moment, window, inside }) =>
    (b.windows ?? []).every((test) => test.moment !== moment || test.window !== window || test.inside === inside),
  );
}
