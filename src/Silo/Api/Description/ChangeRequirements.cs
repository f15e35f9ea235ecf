using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>What each call must carry: changes a header, a JSON body and the key; reads the key, from other machines.</summary>
internal sealed class ChangeRequirements : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<SignedCall>().Any())
        {
            operation.Security = [[]];
            operation.Parameters ??= [];
            operation.Parameters.Add(Text(ApiHeaders.Timestamp, "Seconds since 1970 UTC at which the call was signed. Needed unless the body carries a secret."));
            operation.Parameters.Add(Text(ApiHeaders.Signature, "sha256= and the HMAC-SHA256 over timestamp, a point, and the body, hexadecimal. Needed unless the body carries a secret."));
            return Task.CompletedTask;
        }

        var isRead = IsRead(context);
        operation.Security = [With(ServiceHeading.KeyScheme), With(ServiceHeading.BearerScheme), .. isRead ? [With(ServiceHeading.BasicScheme)] : Array.Empty<OpenApiSecurityRequirement>(), []];
        if (!isRead)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Header());
            operation.RequestBody ??= Body();
        }

        return Task.CompletedTask;

        OpenApiSecurityRequirement With(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
    }

    /// <summary>Whether an operation changes nothing.</summary>
    public static bool IsRead(OpenApiOperationTransformerContext context) => context.Description.HttpMethod is null or "GET" or "HEAD";

    private static OpenApiParameter Header() => new()
    {
        Name = ApiHeaders.Change,
        In = ParameterLocation.Header,
        Required = true,
        Description = "1: the call is meant. A page of another site cannot make a browser send it.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(ApiHeaders.Meant)] },
    };

    private static OpenApiParameter Text(string name, string words) =>
        new() { Name = name, In = ParameterLocation.Header, Description = words, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiRequestBody Body() => new()
    {
        Required = true,
        Description = "A JSON object; nothing in it is read.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = new JsonObject() },
        },
    };
}
