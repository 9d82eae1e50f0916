import { Link } from 'react-router';

export default function Home() {
  return (
    <main>
      <h1>Home</h1>
      <Link id="to-account" to="/account">
        Your account
      </Link>
    </main>
  );
}
