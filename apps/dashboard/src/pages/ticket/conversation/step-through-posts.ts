/** Moves the focus to the next (1) or previous (-1) post; from nowhere to the newest. */
export function stepThroughPosts(list: HTMLElement | null, by: 1 | -1): void {
  const posts = [...(list?.querySelectorAll<HTMLElement>('[data-post]') ?? [])];
  const at = posts.findIndex((post) => post.contains(document.activeElement));
  const to = at === -1 ? posts.length - 1 : Math.min(Math.max(at + by, 0), posts.length - 1);
  posts[to]?.focus({ preventScroll: true });
  posts[to]?.scrollIntoView({ block: 'nearest' });
}
