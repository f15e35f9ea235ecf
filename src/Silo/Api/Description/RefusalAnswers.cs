using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>Every answer that is no success, with its shape.</summary>
internal sealed class RefusalAnswers : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    private static readonly Dictionary<int, string> Meanings = new()
    {
        [StatusCodes.Status400BadRequest] = "A parameter cannot be understood, is not known, or names something that is not collected.",
        [StatusCodes.Status401Unauthorized] = "The key is missing or wrong.",
        [StatusCodes.Status403Forbidden] = "The call is not taken from there, by that name, or without the header.",
        [StatusCodes.Status404NotFound] = "What the path names does not exist; the nearest name is told.",
        [StatusCodes.Status409Conflict] = "The account refused, what is stored is fuller, or another signal has the id.",
        [StatusCodes.Status413PayloadTooLarge] = "The body is longer than 64 KiB; one of bars, than 4 MiB.",
        [StatusCodes.Status415UnsupportedMediaType] = "The body is not JSON.",
        [StatusCodes.Status429TooManyRequests] = "Too many signals from outside; Retry-After says when one is taken again.",
        [StatusCodes.Status500InternalServerError] = "The service failed; the log says why.",
        [StatusCodes.Status503ServiceUnavailable] = "A part of the service does not answer now.",
    };

    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var isForCharts = Access.CrossOrigin.IsForCharts("/" + context.Description.RelativePath);
        var ours = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemView), null, cancellationToken) };
        var charts = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(ChartError), null, cancellationToken) };
        context.Document!.AddComponent<IOpenApiSchema>(nameof(ProblemView), ours.Schema);
        context.Document.AddComponent<IOpenApiSchema>(nameof(ChartError), charts.Schema);
        ours.Schema = new OpenApiSchemaReference(nameof(ProblemView), context.Document);
        charts.Schema = new OpenApiSchemaReference(nameof(ChartError), context.Document);
        operation.Responses ??= [];
        foreach (var status in StatusesOf(operation, context, isForCharts))
        {
            var isChartError = isForCharts && status is StatusCodes.Status400BadRequest or StatusCodes.Status500InternalServerError;
            var key = status.ToString(CultureInfo.InvariantCulture);
            if (operation.Responses.TryGetValue(key, out var there) && there.Content?.ContainsKey(Json) == true)
            {
                continue;
            }

            operation.Responses[key] = new OpenApiResponse
            {
                Description = Meanings[status],
                Content = new Dictionary<string, OpenApiMediaType> { [isChartError ? Json : RefusalMetadata.MediaType] = isChartError ? charts : ours },
            };
        }
    }

    private static SortedSet<int> StatusesOf(OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isForCharts)
    {
        SortedSet<int> statuses = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];
        statuses.UnionWith(operation.Responses!.Keys.Select(key => int.TryParse(key, CultureInfo.InvariantCulture, out var status) ? status : 0).Where(Meanings.ContainsKey));
        if (isForCharts || context.Description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true)
        {
            statuses.Add(StatusCodes.Status400BadRequest);
        }

        if (!ChangeRequirements.IsRead(context))
        {
            statuses.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        }

        return statuses;
    }
}
