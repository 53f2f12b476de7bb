declare module '@fontsource-variable/noto-sans-jp'
declare module 'pdfjs-dist/build/pdf.worker.min.mjs'
