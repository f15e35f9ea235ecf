using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Api.External;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>What several processes refuse together.</summary>
public sealed class SharedMarksTests
{
    private readonly MemoryMarks _marks = new();
    private readonly ManualClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signature_that_was_used_at_one_process_is_refused_at_another()
    {
        var (one, other) = (Signatures(_marks), Signatures(_marks));

        Assert.True(await one.TryUseAsync("abc", Token));
        Assert.False(await other.TryUseAsync("abc", Token));
        await one.ReleaseAsync("abc");
        Assert.True(await other.TryUseAsync("abc", Token));
        Assert.Equal(TimeSpan.FromSeconds(602), Assert.Single(_marks.Lives));
        Assert.DoesNotContain("abc", Assert.Single(_marks.Holders.Keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_could_not_be_looked_up_may_be_made_again_anywhere()
    {
        var (one, other) = (Signatures(_marks), Signatures(_marks));
        _marks.IsAway = true;

        await Assert.ThrowsAsync<IOException>(() => one.TryUseAsync("abc", Token));
        _marks.IsAway = false;
        Assert.False(await other.TryUseAsync("abc", Token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _marks.GivenBack.WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.True(await other.TryUseAsync("abc", Token));
        Assert.False(await one.TryUseAsync("abc", Token));
    }

    [Fact]
    public async Task A_call_that_came_to_nothing_while_marks_were_away_may_be_made_again_at_once_and_then_no_more()
    {
        var (one, other) = (Signatures(_marks), Signatures(_marks));
        Assert.True(await one.TryUseAsync("abc", Token));
        _marks.IsAway = true;
        await one.ReleaseAsync("abc");
        _clock.Advance(TimeSpan.FromSeconds(1));
        _marks.IsAway = false;

        Assert.True(await one.TryUseAsync("abc", Token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await one.TryUseAsync("abc", Token));
        Assert.False(await other.TryUseAsync("abc", Token));
    }

    [Fact]
    public async Task A_process_alone_keeps_its_signatures_to_itself()
    {
        var (one, other) = (Signatures(null), Signatures(null));

        Assert.True(await one.TryUseAsync("abc", Token));
        Assert.False(await one.TryUseAsync("abc", Token));
        Assert.True(await other.TryUseAsync("abc", Token));
        await one.ReleaseAsync("abc");
        Assert.True(await one.TryUseAsync("abc", Token));
    }

    [Fact]
    public async Task Signals_of_a_minute_are_counted_together()
    {
        var options = Options.Create(new ExternalSignalOptions { MaxPerMinute = 7 });
        _marks.Wait = TimeSpan.FromSeconds(9);

        Assert.Equal(TimeSpan.FromSeconds(9), await new SignalRate(options, _clock, _marks).TakeAsync(Token));
        Assert.Equal((7, TimeSpan.FromMinutes(1)), _marks.Asked);
        Assert.Equal(TimeSpan.Zero, await new SignalRate(options, _clock).TakeAsync(Token));
        options.Value.MaxPerMinute = 0;
        Assert.Equal(TimeSpan.Zero, await new SignalRate(options, _clock, _marks).TakeAsync(Token));
    }

    private UsedSignatures Signatures(ISharedMarks? marks) => new(Options.Create(new WebhookOptions { Window = TimeSpan.FromMinutes(5) }), _clock, marks);

    private sealed class MemoryMarks : ISharedMarks
    {
        private readonly TaskCompletionSource _givenBack = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Dictionary<string, string> Holders { get; } = [];

        /// <summary>Whether names are taken without an answer, and none is given back.</summary>
        public bool IsAway { get; set; }

        /// <summary>Done once a name was given back.</summary>
        public Task GivenBack => _givenBack.Task;

        public HashSet<TimeSpan> Lives { get; } = [];

        public TimeSpan Wait { get; set; }

        public (int Most, TimeSpan Within) Asked { get; private set; }

        public Task<bool> TryTakeAsync(string name, string holder, TimeSpan life, CancellationToken cancellationToken)
        {
            Lives.Add(life);
            var isTaken = Holders.TryAdd(name, holder) || Holders[name] == holder;
            return IsAway ? throw new IOException("away") : Task.FromResult(isTaken);
        }

        public Task ReleaseAsync(string name, string holder, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new IOException("away");
            }

            if (Holders.GetValueOrDefault(name) == holder)
            {
                Holders.Remove(name);
                _givenBack.TrySetResult();
            }

            return Task.CompletedTask;
        }

        public Task<TimeSpan> TakeTurnAsync(string name, int most, TimeSpan within, CancellationToken cancellationToken)
        {
            Asked = (most, within);
            return Task.FromResult(Wait);
        }
    }
}
