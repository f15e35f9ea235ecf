using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Silo.Api;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Health;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>The HTTP side on a free port of loopback, over fakes.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private WebApplication? _app;

    /// <summary>The secret in bodies of webhook calls.</summary>
    internal const string BodySecret = "a secret in the body";

    internal FakeFlow Flow { get; } = new();

    internal ExternalSignalOptions External { get; } = new() { Enabled = true, MaxPerMinute = 0 };

    internal WebhookOptions Webhook { get; } = new() { Secret = "a secret that signs", BodySecret = BodySecret };

    /// <summary>Wall time of the service.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    internal FakeStore Store { get; } = new();

    internal FakeOpenInterestStore OpenInterest { get; } = new();

    internal FakeResults Results { get; } = new();

    internal FakeTrail Trail => field ??= new(Store);

    internal ScreenHub Hub { get; } = new(TimeProvider.System);

    internal VenueReach Reach { get; } = new(TimeProvider.System);

    internal FakeCluster Cluster { get; } = new();

    /// <summary>The switch of simulated venues, where they are simulated.</summary>
    internal VenueSwitch? Switch { get; init; }

    /// <summary>How venues were lately.</summary>
    internal VenueWatch? Venues { get; private set; }

    internal HttpClient Client { get; } = new();

    internal ShadowOptions Shadows { get; } = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-api-").FullName;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.Configure<HttpOptions>(options => options.MaxBars = 1_000);
        builder.Services.AddSingleton(Clock);
        builder.Services.AddSingleton(Options.Create(External));
        builder.Services.AddSingleton(Options.Create(Webhook));
        builder.Services.AddSingleton(new ServiceMode("demo", FakeFlow.MarketTime));
        builder.Services.AddSingleton<IGrainAccess>(Flow);
        builder.Services.AddSingleton(new DataFolder(_folder));
        builder.Services.AddSingleton(Options.Create(Shadows));
        builder.Services.AddSingleton<IBarStore>(Store);
        builder.Services.AddSingleton<IOpenInterestStore>(OpenInterest);
        builder.Services.AddSingleton<ISignalPublisher>(Store);
        builder.Services.AddSingleton<ISignalResults>(Results);
        builder.Services.AddSingleton<ISignalStatistics>(Results);
        builder.Services.AddSingleton<ISignalTrail>(Trail);
        builder.Services.AddSingleton<IStepRecorder>(Trail);
        builder.Services.AddSingleton(Reach);
        builder.Services.AddSingleton<SearchBook>();
        builder.Services.AddSingleton(Hub);
        builder.Services.AddSingleton<IScreen>(Hub);
        builder.Services.AddSingleton<INotifier>(NoNotifier.Instance);
        builder.Services.AddSingleton<IHealthProbe, WellProbe>();
        builder.Services.AddSingleton<HealthCheck>();
        builder.Services.AddSingleton<HealthMonitor>();
        builder.Services.AddSingleton<SignalTally>();
        builder.Services.AddSingleton(provider => Venues = new(provider.GetRequiredService<IGrainAccess>(), Clock));
        builder.Services.AddSingleton<IClusterWatch>(Cluster);
        if (Switch is not null)
        {
            builder.Services.AddSingleton(Switch);
        }

        builder.Services.AddApi();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        _app = builder.Build();
        _app.MapApi();
        await _app.StartAsync();
        Client.BaseAddress = new(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    internal async Task<JsonElement> GetAsync(string path, int status = 200)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    internal async Task<(int Status, JsonElement Body)> ChangeAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(ApiHeaders.Change, ApiHeaders.Meant);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private sealed class WellProbe : IHealthProbe
    {
        public bool IsRequired => true;

        public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) => new(new HealthPart("well", HealthLevels.Healthy, "it is", new Dictionary<string, double>()));
    }
}
