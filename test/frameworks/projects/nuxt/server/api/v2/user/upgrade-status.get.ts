export default defineEventHandler((event) => backend().status(toWebRequest(event)));
