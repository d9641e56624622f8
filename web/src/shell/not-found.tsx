import { Link } from '@tanstack/react-router';
import styles from './public-layout.module.css';

export function NotFound() {
  return (
    <main className={styles.main}>
      <div className="panel panel-pad stack" style={{ gap: 8 }}>
        <h1 className="page-title">没有这个页面</h1>
        <p>地址可能写错了，或页面已经搬走。找事项请在首页顶部用编号搜索。</p>
        <p>
          <Link to="/">回到首页</Link>
        </p>
      </div>
    </main>
  );
}
