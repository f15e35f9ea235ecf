using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;
using SqueezeFlow.Core.Views.Shadowing;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Shadowing;

/// <summary><c>/api/v1/shadows</c>: parameters that trade on paper beside the live ones.</summary>
internal static class ShadowsApi
{
    private const string Setting = "Strategy:ParametersFile";

    /// <summary>Adds the paths.</summary>
    public static void MapShadowsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Shadows, ListAsync)
            .Produces<IReadOnlyList<ShadowView>>().WithName("getShadows").WithSummary("Shadows over all symbols, the best first; nothing without any.");
        api.MapGet(ApiPaths.Shadow, ReadAsync)
            .Produces<ShadowDetailView>().Refuses(StatusCodes.Status404NotFound).WithName("getShadow").WithSummary("One shadow with its symbols and their latest orders.");
        api.MapPost(ApiPaths.ShadowPromote, PromoteAsync)
            .Produces<PromotedView>().Refuses(StatusCodes.Status404NotFound).WithName("promoteShadow")
            .WithSummary("Writes a shadow's parameters down to become the live ones, and says what is to be done; nothing changes before that.");
    }

    private static async Task<IResult> ListAsync(IGrainAccess grains, IOptions<ShadowOptions> options) => Results.Ok(ShadowView.Ranked(await GatherAsync(grains, options.Value)));

    private static async Task<IResult> ReadAsync(string name, IGrainAccess grains, IOptions<ShadowOptions> options)
    {
        if (Find(name, options.Value) is not { } spec)
        {
            return NotFound(name, options.Value);
        }

        var all = await GatherAsync(grains, options.Value);
        return ShadowView.Ranked(all).FirstOrDefault(view => view.Name == spec.Name) is { } shadow
            ? Results.Ok(new ShadowDetailView(shadow, [.. all.Where(view => view.Name == spec.Name).OrderBy(view => view.Symbol, StringComparer.Ordinal)]))
            : Problems.NotFound("name", name, "no symbol is tracked yet: ask again once one is");
    }

    private static async Task<IResult> PromoteAsync(string name, IOptions<ShadowOptions> options, DataFolder data, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (Find(name, options.Value) is not { Name: not ShadowSpec.LiveName } spec)
        {
            return NotFound(name, options.Value);
        }

        // Live parameters are read at the start alone: what a signal rests on never changes under it.
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(data.FullPath, "promoted")).FullName, $"{spec.Name}-{ParameterHash.Short(spec.Hash)}.json");
        var written = file + ".new";
        await File.WriteAllTextAsync(written, ParameterText.Of(spec.Parameters), cancellationToken);
        File.Move(written, file, overwrite: true);
        PromotionLog.Promoted(loggers.CreateLogger(typeof(ShadowsApi)), spec.Name, spec.Hash, file);
        return Results.Ok(new PromotedView(
            spec.Name, spec.Hash, file, $"{Setting}={file}", $"set {Setting} to this file and restart the service; each process of several needs the file and the setting"));
    }

    private static async Task<IReadOnlyList<ShadowSymbolView>> GatherAsync(IGrainAccess grains, ShadowOptions options)
    {
        if (options.Specs.Count == 0)
        {
            return [];
        }

        var symbols = await grains.GetTrackedAsync();
        var views = await Task.WhenAll(symbols.Select(symbol => grains.Symbol(symbol).GetShadowsAsync().AsTask()));
        return [.. views.SelectMany(some => some)];
    }

    private static ShadowSpec? Find(string name, ShadowOptions options) =>
        options.Specs.FirstOrDefault(spec => spec.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IResult NotFound(string name, ShadowOptions options)
    {
        string[] names = [.. options.Specs.Select(spec => spec.Name).Where(other => other != ShadowSpec.LiveName)];
        return Problems.NotFound("name", name, names switch
        {
            [] => "there are no shadows: name files of parameters in Shadows:Files",
            _ when NearestName.Of(name, names) is { } nearest => $"did you mean {nearest}?",
            _ => $"send one of {string.Join(", ", names.Take(10))}",
        });
    }
}
