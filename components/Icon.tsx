/** The product's sign, drawn in place: a page must not see an address of ours. Decoration only; the text beside it speaks. */
export function Icon() {
  return (
    <svg viewBox="0 0 128 128" aria-hidden="true" focusable="false">
      <rect x="4" y="4" width="120" height="120" rx="30" fill="#17615f" />
      <g transform="rotate(-7 64 64)">
        <rect x="24" y="36" width="80" height="58" rx="9" fill="#fff" />
        <path
          d="M30 43 64 70 98 43"
          fill="none"
          stroke="#17615f"
          stroke-width="8"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </g>
      <circle cx="95" cy="92" r="24" fill="#f4c95d" stroke="#17615f" stroke-width="7" />
      <path
        d="m84 92 8 8 14-16"
        fill="none"
        stroke="#173b3a"
        stroke-width="7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
