using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace SyncKit.AspNetCore.Api.Documenting;

/// <summary>Adds to the OpenAPI document what a route says of itself. Calls read their own query and body, so the framework knows of neither.</summary>
internal static class OperationDocument
{
    public static async Task WriteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<OperationFacts>().LastOrDefault() is not { } facts)
        {
            return;
        }

        operation.OperationId = facts.Operation;
        operation.Parameters = [.. InPath(context.Description), .. facts.Query.Select(name => Parameter(name, ParameterLocation.Query, isRequired: false))];
        if (metadata.OfType<BodyFacts>().LastOrDefault() is { } body)
        {
            OpenApiSchema schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken).ConfigureAwait(false);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
            };
        }
    }

    private static IEnumerable<IOpenApiParameter> InPath(ApiDescription description) =>
        RoutePatternFactory.Parse(description.RelativePath ?? string.Empty).Parameters
            .Select(parameter => Parameter(parameter.Name, ParameterLocation.Path, isRequired: true));

    private static OpenApiParameter Parameter(string name, ParameterLocation place, bool isRequired) => new()
    {
        Name = name,
        In = place,
        Required = isRequired,
        Description = Parameters.MeaningOf(name),
        Schema = new OpenApiSchema { Type = name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String },
    };
}
