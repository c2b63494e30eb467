import { defineWords } from '../../../words/words';

export const words = defineWords({
  en: {
    title: 'Arrived and solved',
    asTable: 'As a table',
    arrived: 'Arrived',
    solved: 'Solved',
    from: 'From',
    chart:
      'Chart of the {count, plural, one {last hour} other {last # hours}}: {arrived} arrived, {solved} solved. Choose “As a table” to read every part.',
  },
  ru: {
    title: 'Поступило и решено',
    asTable: 'Таблицей',
    arrived: 'Поступило',
    solved: 'Решено',
    from: 'С',
    chart: 'Диаграмма за {count} ч: поступило {arrived}, решено {solved}. По частям — переключатель «Таблицей».',
  },
  ko: {
    title: '접수와 해결',
    asTable: '표로 보기',
    arrived: '접수',
    solved: '해결',
    from: '시작',
    chart: '최근 {count}시간 차트: 접수 {arrived}건, 해결 {solved}건. 구간별 수치는 ‘표로 보기’에서 볼 수 있습니다.',
  },
});
