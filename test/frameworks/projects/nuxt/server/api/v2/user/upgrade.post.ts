export default defineEventHandler((event) => backend().upgrade(toWebRequest(event)));
