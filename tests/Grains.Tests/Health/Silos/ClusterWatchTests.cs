using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Grains.Tests.Doubles;

namespace SqueezeFlow.Grains.Tests.Health.Silos;

public sealed class ClusterWatchTests : TwoSilos
{
    [Fact]
    public async Task Any_silo_tells_of_all_of_them()
    {
        var stop = TestContext.Current.CancellationToken;

        foreach (var silo in Silos)
        {
            var watch = silo.ServiceProvider.GetRequiredService<IClusterWatch>();
            Assert.Equal(
                Silos.Select(one => (one.Name, "active", "1.0.0", 3)).Order(),
                (await watch.GetSilosAsync(stop)).Select(view => (view.Name, view.State, view.Version!, view.FeedsConnected)));
            var other = Assert.Single(await watch.GetOthersAsync(stop));
            Assert.NotEqual(silo.Name, other.Name);
            Assert.Equal(("degraded", true, null), (other.Level, other.Ready, other.Problem));
            Assert.Equal(7, Assert.Single(other.Parts).Figures["answer_ms"]);
        }
    }

    [Fact]
    public void One_silo_speaks_for_all() => Assert.Single(Silos, silo => silo.ServiceProvider.GetRequiredService<IClusterWatch>().IsFirst);

    [Fact]
    public async Task A_silo_that_does_not_answer_is_named_with_the_reason()
    {
        var stop = TestContext.Current.CancellationToken;
        var (asking, silent) = (Silos[0], Silos[1]);
        silent.ServiceProvider.GetRequiredService<ToldSilo>().Hangs = true;

        var other = Assert.Single(await asking.ServiceProvider.GetRequiredService<IClusterWatch>().GetOthersAsync(stop));

        Assert.Equal((silent.Name, "unhealthy", false, "no answer within 2 s"), (other.Name, other.Level, other.Ready, other.Problem));
        Assert.Equal(silent.SiloAddress.ToParsableString(), other.Address);
    }

    [Fact]
    public async Task A_silo_that_stops_is_named_with_what_it_answered()
    {
        var (asking, stopping) = (Silos[0], Silos[1]);
        stopping.ServiceProvider.GetRequiredService<ToldSilo>().Failure = new ObjectDisposedException(objectName: null, "its parts are gone");

        var other = Assert.Single(await asking.ServiceProvider.GetRequiredService<IClusterWatch>().GetOthersAsync(TestContext.Current.CancellationToken));

        Assert.Equal((stopping.Name, "unhealthy", false, "its parts are gone"), (other.Name, other.Level, other.Ready, other.Problem));
    }

    [Fact]
    public async Task A_silo_that_takes_part_is_healthy_with_the_count_of_all()
    {
        var probe = Silos[0].ServiceProvider.GetServices<IHealthProbe>().Single();

        var part = await probe.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("silos", "healthy", "2 processes take part"), (part.Name, part.Level, part.Reason));
        Assert.Equal((2, 0), (part.Figures["silos"], part.Figures["silent"]));
    }

    protected override void AddTo(IServiceCollection services, string name)
    {
        services.AddSingleton(new ToldSilo(name));
        services.AddSingleton<ISiloReporter>(provider => provider.GetRequiredService<ToldSilo>());
        services.AddClusterWatch();
    }
}
