using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>Title, version and keys of the description.</summary>
internal sealed class ServiceHeading : IOpenApiDocumentTransformer
{
    /// <summary>Name of the key in <c>X-Api-Key</c>.</summary>
    public const string KeyScheme = "apiKey";

    /// <summary>Name of the key in <c>Authorization: Bearer</c>.</summary>
    public const string BearerScheme = "bearer";

    /// <summary>Name of the key as a password.</summary>
    public const string BasicScheme = "basic";

    private const string Text =
        "Order flow of crypto venues: trades, bars, volume delta, open interest, signals, orders and positions. "
        + "Times are UTC: ISO-8601 with Z in objects, milliseconds since 1970 where a name ends in UnixMs. A number that is not known is null. "
        + "Every answer that is no success is problem details with the field, its value and what to send instead; /historical alone answers {\"error\": text}.";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = "SqueezeFlow", Version = ServiceVersion.Text, Description = Text };
        document.Servers = [new() { Url = "/", Description = "The service that gave this description." }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiHeaders.Key,
                Description = "Api:Key; Api:ReadKey for reading. Needed for changes once Api:Key is set, and for reading from another machine once either is.",
            },
            [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The same key." },
            [BasicScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic", Description = "The same key as password, whatever the name, for browsers: reading only." },
        };
        foreach (var path in document.Paths.Values)
        {
            // HEAD is GET without the body: a generator would make a second method of the same name.
            path.Operations?.Remove(HttpMethod.Head);
        }

        return Task.CompletedTask;
    }
}
