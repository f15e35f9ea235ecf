using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Figures;

namespace SqueezeFlow.Silo.Api.Symbols.Figures;

/// <summary><c>/api/v1/figures</c>.</summary>
internal static class FiguresApi
{
    /// <summary>Adds the path.</summary>
    public static void MapFiguresApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Figures, async (FigureBook book, CancellationToken stop) => Results.Ok(await book.ReadAsync(stop)))
            .Produces<IReadOnlyList<SymbolFigures>>().WithName("getFigures").WithSummary("What a table of all symbols shows besides; made anew every ten seconds at most.");
}
