// Opens the day of the reader's clock; what leads to a month of the index stays there.

if (!location.hash) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  location.replace(`${two(now.getMonth() + 1)}-${two(now.getDate())}/`);
}
