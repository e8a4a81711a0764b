import Link from 'next/link';

/** Outside of the shop's layout: no tag here. */
const About = () => (
  <main>
    <h1>About us</h1>
    <button type="button" id="apply">
      Apply
    </button>
    <Link href="/product">To the shop</Link>
  </main>
);

export default About;
