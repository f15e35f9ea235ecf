using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.OpenInterest;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.OpenInterest;

/// <inheritdoc cref="IOpenInterestGrain"/>
[KeepAlive]
[Orleans.Placement.Immovable]
internal sealed class OpenInterestGrain(
    OpenInterestVenues venues,
    IOptions<OpenInterestOptions> options,
    IOpenInterestStore store,
    OpenInterestClock time,
    TimeProvider clock,
    ILogger<OpenInterestGrain> logger) : Grain, IOpenInterestGrain
{
    private OpenInterestDesk _desk = null!;

    private string Symbol => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _desk = new(Symbol, venues.Exchanges, options.Value.Interval, store, time, clock, logger);
        return Task.CompletedTask;
    }

    public Task EnsureAsync() => _desk.EnsureAsync(CancellationToken.None);

    public Task AddAsync(OpenInterestAnswer answer) => _desk.AddAsync(answer, CancellationToken.None);

    public async ValueTask<double?> GetPriceAsync()
    {
        try
        {
            // A symbol that is not followed must not be called to life by a question.
            var followed = await GrainFactory.GetGrain<IRegistryGrain>(IRegistryGrain.Key).GetSymbolsAsync();
            var answer = followed.Contains(Symbol) ? await GrainFactory.GetGrain<ISymbolGrain>(Symbol).FindPriceAsync(long.MaxValue) : null;
            return answer?.Point?.Price ?? _desk.Price;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OpenInterestLog.PriceFailed(logger, Symbol, e);
            return _desk.Price;
        }
    }

    public ValueTask<double?> GetChangePercentAsync(long atUnixMs) => new(_desk.ChangePercent(atUnixMs));

    public ValueTask<OpenInterestView> GetViewAsync() => new(_desk.View());
}
