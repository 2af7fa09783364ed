// Draws the API's own description. A file and not a script in the page: the policy allows no other.
const place = document.getElementById("api-docs");
window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  supportedSubmitMethods: ["get"],
});
