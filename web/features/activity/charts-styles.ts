import '@mantine/core/styles/ColorSwatch.css'
import '@mantine/charts/styles.css'
