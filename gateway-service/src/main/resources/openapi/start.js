SwaggerUIBundle({url: "/v3/api-docs", dom_id: "#api", tryItOutEnabled: true});
