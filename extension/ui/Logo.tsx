/** The arch of the icon, small. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  const arch = 'M3.500 11V8.500a4.500 4.500 0 0 1 9 0V11';
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <clipPath id="logo-right">
        <path d="M8 0h8v16H8z" />
      </clipPath>
      <rect width="16" height="16" rx="4" fill="#0b727a" />
      <g fill="none" stroke-width="3" stroke-linecap="round">
        <path d={arch} stroke="#fff" />
        <path d={arch} stroke="#ffc24b" clip-path="url(#logo-right)" />
      </g>
    </svg>
  );
}
