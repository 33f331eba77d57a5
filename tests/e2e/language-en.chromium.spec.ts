import { speaks } from '@/tests/support/browsers/speaks';

speaks('en');
