using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>Symbols move to another silo while everybody calls them.</summary>
public sealed class MovedSymbolTests
{
    private static readonly string[] Coins = [.. Enumerable.Range(0, 40).Select(i => $"COIN{i:00}")];

    private readonly FencedStore _store = new();
    private readonly Activations _seen = new();

    [Fact]
    public async Task A_symbol_that_moves_is_not_called_back_by_whoever_takes_it_for_being_where_it_was()
    {
        await using var cluster = await SiloCluster.StartAsync(3, new Dictionary<string, string?>(), AddShared);
        var leaving = cluster.Silos[0];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var calling = Task.WhenAll(cluster.Silos.SelectMany(silo => Coins.Select(coin => CallAsync(silo, coin, over.Token))));
        await SiloCluster.UntilAsync(() => Coins.All(coin => _seen.Of(coin).Count > 0), "every symbol is called");
        var before = Coins.ToDictionary(coin => coin, coin => Assert.Single(_seen.Of(coin)));

        await leaving.ServiceProvider.GetRequiredService<SiloLinks>().LeaveAsync(TestContext.Current.CancellationToken);
        await SiloCluster.UntilAsync(() => Coins.All(coin => _seen.Of(coin).Any(one => one.Silo != leaving.SiloAddress)), "every symbol has left");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await over.CancelAsync();
        await calling;

        Assert.Contains(before.Values, one => one.Silo == leaving.SiloAddress);
        Assert.All(Coins, coin => Assert.Equal(before[coin].Silo == leaving.SiloAddress ? 2 : 1, _seen.Of(coin).Count));
    }

    // A call may come to nothing while the symbol moves: then it is made again, as a lane does.
    private static async Task CallAsync(InProcessSiloHandle silo, string coin, CancellationToken over)
    {
        var symbol = silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ISymbolGrain>(coin);
        while (!over.IsCancellationRequested)
        {
            try
            {
                await symbol.StoredThroughAsync("test");
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                await Task.Delay(100, CancellationToken.None);
            }

            await Task.Delay(1, CancellationToken.None);
        }
    }

    private void AddShared(IServiceCollection services)
    {
        _store.AddTo(services);
        services.AddSingleton<IIncomingGrainCallFilter>(_seen);
    }

    /// <summary>Every activation of a symbol that was called.</summary>
    private sealed class Activations : IIncomingGrainCallFilter
    {
        private readonly ConcurrentDictionary<(string Coin, SiloAddress Silo, ActivationId Id), byte> _all = new();

        public IReadOnlyCollection<(string Coin, SiloAddress Silo, ActivationId Id)> Of(string coin) => [.. _all.Keys.Where(one => one.Coin == coin)];

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is ISymbolGrain && context.TargetContext.Address is { SiloAddress: { } silo } address)
            {
                _all[(address.GrainId.Key.ToString()!, silo, address.ActivationId)] = 0;
            }

            return context.Invoke();
        }
    }
}
