using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>Shapes of values whose JSON is written by converters, which the schema generator cannot look into.</summary>
internal sealed class ValueShapes : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type);
        var orNull = plain is null ? default : JsonSchemaType.Null;
        (schema.Type, schema.Format, schema.Description) = (plain ?? type) switch
        {
            // NaN, which JSON has no number for, is null.
            var number when number == typeof(double) => (JsonSchemaType.Number | JsonSchemaType.Null, "double", schema.Description),
            var time when time == typeof(DateTimeOffset) => (JsonSchemaType.String | orNull, "date-time", schema.Description),
            var market when market == typeof(MarketId) => (JsonSchemaType.String | orNull, null, schema.Description ?? "Market id, EXCHANGE:symbol."),
            var timeframe when timeframe == typeof(Timeframe) => (JsonSchemaType.String | orNull, null, schema.Description ?? "Length of a bar, e.g. 5m."),
            // Written as words.
            { IsEnum: true } => (JsonSchemaType.String | orNull, null, schema.Description),
            _ => (schema.Type, schema.Format, schema.Description),
        };
        if (schema.Type is { } kind && kind.HasFlag(JsonSchemaType.Array))
        {
            // Whatever: a list without is no OpenAPI.
            schema.Items ??= new OpenApiSchema();
        }

        return Task.CompletedTask;
    }
}
