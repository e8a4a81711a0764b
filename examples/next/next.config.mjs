/** @type {import('next').NextConfig} */
const config = { basePath: '/example' };

export default config;
