/** The PDF parser in a worker of its own, bundled with the page: nothing is fetched from elsewhere. */
import 'pdfjs-dist/build/pdf.worker.min.mjs'
