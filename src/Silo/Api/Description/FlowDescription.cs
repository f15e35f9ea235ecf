using Microsoft.OpenApi;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>The machine-readable description at <c>/openapi/v1.json</c>, complete enough to generate a client from.</summary>
internal static class FlowDescription
{
    /// <summary>Adds it.</summary>
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // Every generator reads 3.0; not all read 3.1.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        var nameOf = options.CreateSchemaReferenceId;
        options.CreateSchemaReferenceId = type => type.Type == typeof(MarketId) || type.Type == typeof(Timeframe) ? null : nameOf(type);
        options.AddDocumentTransformer<ServiceHeading>();
        options.AddOperationTransformer<ParameterDescriptions>();
        options.AddOperationTransformer<ChangeRequirements>();
        options.AddOperationTransformer<RefusalAnswers>();
        options.AddSchemaTransformer<ValueShapes>();
    });
}
