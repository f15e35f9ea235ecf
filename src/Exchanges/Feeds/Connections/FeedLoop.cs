using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Metrics;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>The life of a connection, on a thread of its own: dial, read, wait, again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Each attempt is disposed of by the method that begins it.")]
internal sealed class FeedLoop
{
    private const string Asked = "restart asked for";

    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly Lock _changing = new();
    private readonly FeedEndpoint _endpoint;
    private readonly string _address;
    private readonly IExchangeAdapter _adapter;
    private readonly FeedSession _session;
    private readonly IFeedListener _listener;
    private readonly FeedOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IFeedAccess? _access;
    private readonly FeedPump _pump;
    private readonly Backoff _backoff;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WakeBell _bell;
    private readonly ConfirmationWatch _watch;
    private volatile FeedPlan _plan;
    private volatile ConnectAttempt? _connect;
    private volatile Standing _standing;
    private volatile string? _lastError;
    private volatile bool _isStopping;
    private string? _toldReason;
    private long _toldAt;
    private int _connects;

    public FeedLoop(
        FeedPlan plan,
        IExchangeAdapter adapter,
        FeedSession session,
        IFeedListener listener,
        FeedOptions options,
        TimeProvider clock,
        ILogger logger,
        FrameRecorder? recorder,
        IFeedAccess? access)
    {
        _access = access;
        (_plan, _adapter, _session, _listener, _options, _clock, _logger) = (plan, adapter, session, listener, options, clock, logger);
        _pump = new(plan, adapter, session, listener.OpenSink(), options.ChecksClock, clock, logger, recorder);
        _endpoint = adapter.Descriptor.Find(plan.Endpoint);
        _address = plan.Address.GetLeftPart(UriPartial.Path);
        _bell = new(clock);
        _watch = new(clock);
        _backoff = new(options.FirstDelay, options.LongestDelay);
        _standing = new(FeedState.Stopped, clock.GetUtcNow());
    }

    /// <summary>Called once per connect, with the reason, when the venue is going to end it.</summary>
    public required Action<string> Renewing { get; init; }

    /// <summary>Called every few seconds once every subscription has been answered, or asked for in vain.</summary>
    public required Action Settled { get; init; }

    /// <summary>Youngest age at which a connection is renewed because the venue announces its end.</summary>
    public required TimeSpan RenewableAfter { get; init; }

    public FeedSession Session => _session;

    /// <summary>Since when its markets lack a confirmed subscription.</summary>
    public ConfirmationWatch Watch => _watch;

    /// <summary>The markets that the venue has confirmed on the present connection.</summary>
    public IReadOnlySet<MarketId> Confirmed => _connect?.Book.Confirmed() ?? new HashSet<MarketId>();

    public bool IsStopping => _isStopping;

    public Task Ended => _ended.Task;

    public FeedStatus Status
    {
        get
        {
            var (standing, book) = (_standing, _connect?.Book);
            return _pump.Describe(standing.State, standing.Since) with
            {
                Connects = Volatile.Read(ref _connects),
                Acknowledged = book?.Acknowledged ?? 0,
                Unconfirmed = book is null ? [] : [.. book.Unconfirmed.Select(item => $"{item.Key}: {item.Value}")],
                Overdue = standing.State == FeedState.Connected && book is not null ? Overdue(book) : [],
                LastError = _lastError,
            };
        }
    }

    /// <summary>The thread's body.</summary>
    public void Run()
    {
        try
        {
            while (!_isStopping)
            {
                RunOnce();
            }

            ConnectionLog.Stopped(_logger, _plan.FeedId);
            Stand(FeedState.Stopped, null);
            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            ExchangeMetrics.Failures.Add(1, new KeyValuePair<string, object?>("exchange", _plan.Exchange));
            _standing = new(FeedState.Failed, _clock.GetUtcNow());
            _ended.TrySetException(e);
        }
    }

    /// <summary>Subscribes to more markets and ends the subscription of others, now and at every later connect.</summary>
    public void Change(FeedPlan plan, IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed)
    {
        lock (_changing)
        {
            _plan = plan;
            _session.Change(added, removed);
            _connect?.Book.Change(added, removed);
        }
    }

    public void Restart()
    {
        _connect?.Abort(Asked);
        _bell.Ring();
    }

    /// <summary>Gives the present connection up and dials again after a wait.</summary>
    public void Leave(string reason) => _connect?.Abort(reason);

    public void Stop()
    {
        _isStopping = true;
        _connect?.Abort("stopped");
        _bell.Ring();
    }

    private void RunOnce()
    {
        try
        {
            Stand(FeedState.Connecting, null);
            var reason = ConnectAndRead();
            if (!_isStopping)
            {
                _lastError = reason;
                Pause(reason, reason is Asked ? TimeSpan.Zero : _backoff.Next());
            }
        }
        catch (Exception e)
        {
            // A bug in a listener or an adapter: seen, counted, and never the end of the feed.
            _lastError = e.Message;
            ExchangeMetrics.Failures.Add(1, new KeyValuePair<string, object?>("exchange", _plan.Exchange));
            ConnectionLog.Failed(_logger, _plan.FeedId, _options.LongestDelay, e);
            _standing = new(FeedState.Failed, _clock.GetUtcNow());
            Lack();
            Wait(_options.LongestDelay);
        }
    }

    private string ConnectAndRead()
    {
        using var socket = new VenueSocket();
        using var connect = Begin(socket);
        var book = connect.Book;
        if (_isStopping)
        {
            return "stopped";
        }

        try
        {
            var address = Admit(connect);
            using var pulse = new FeedPulse(socket, book, _adapter.Descriptor, _endpoint, _options, _clock)
            {
                Markets = () => _session.Followed,
                Settled = () => Report(book),
                StillSettled = Settled,
                Doubt = Doubts(book),
                Renewing = Renewing,
                RenewableAfter = RenewableAfter,
                Failed = FailedByTime,
            };
            var began = _clock.GetTimestamp();
            var reader = new FrameReader(_options.LongestMessage);
            socket.Dial(address, _endpoint.Headers, reader);
            Interlocked.Increment(ref _connects);
            ExchangeMetrics.Connects.Add(1, new KeyValuePair<string, object?>("exchange", _plan.Exchange));
            ConnectionLog.Connected(_logger, _plan.FeedId, _address, _plan.Markets.Count);
            Stand(FeedState.Connected, null);
            return socket.AbortReason ?? _pump.Run(socket, reader, book, pulse, () => ResetWhenGood(began));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException
            or HttpRequestException or OperationCanceledException)
        {
            return socket.AbortReason ?? e.Message;
        }
    }

    private ConnectAttempt Begin(VenueSocket socket)
    {
        lock (_changing)
        {
            return _connect = new(socket, new(_plan, _adapter, _options, _clock, _watch));
        }
    }

    // This thread has nothing else to do: it waits for the venue's leave as it waits for bytes.
    private Uri Admit(ConnectAttempt connect) => _access?.AdmitAsync(_plan, connect.Ending).GetAwaiter().GetResult() ?? _plan.Address;

    private void FailedByTime(Exception e)
    {
        ExchangeMetrics.Failures.Add(1, new KeyValuePair<string, object?>("exchange", _plan.Exchange));
        ConnectionLog.FailedByTime(_logger, _plan.FeedId, e);
    }

    private void Report(SubscriptionBook book)
    {
        foreach (var (market, reason) in book.Unconfirmed)
        {
            ConnectionLog.Unconfirmed(_logger, _plan.FeedId, market.ToString(), reason);
        }
    }

    private void ResetWhenGood(long began)
    {
        if (_clock.GetElapsedTime(began) >= _options.GoodAfter)
        {
            _backoff.Reset();
        }
    }

    private void Pause(string reason, TimeSpan delay)
    {
        ExchangeMetrics.Losses.Add(1, new KeyValuePair<string, object?>("exchange", _plan.Exchange));
        if (reason != _toldReason || _clock.GetElapsedTime(_toldAt) >= BetweenLines)
        {
            // An outage of hours is one fact, not a line per attempt.
            (_toldReason, _toldAt) = (reason, _clock.GetTimestamp());
            ConnectionLog.Lost(_logger, _plan.FeedId, reason, delay);
        }

        Lack();
        Stand(FeedState.Waiting, reason);
        Wait(delay);
    }

    private void Wait(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            // A restart that was asked for has rung; it must not cut the next wait short.
            _bell.Silence();
        }
        else if (!_isStopping)
        {
            _bell.Wait(delay);
        }
    }

    // What was confirmed is so no longer.
    private void Lack() => _watch.Lack(_plan.Markets.Select(market => market.Market));

    private IReadOnlyList<string> Overdue(SubscriptionBook book)
    {
        var late = _watch.LackingFor(_options.OverdueAfter);
        if (late.Count == 0)
        {
            return [];
        }

        var reasons = book.Unconfirmed.ToDictionary(item => item.Key, item => item.Value);
        return [.. late.Select(market => $"{market}: {reasons.GetValueOrDefault(market, "not confirmed yet")}")];
    }

    private void Stand(FeedState state, string? reason)
    {
        _standing = new(state, _clock.GetUtcNow());
        _listener.OnStateChanged(state, reason);
    }

    // Some venues acknowledge what they never deliver, a wrong route above all: said, and left to the operator.
    private Action Doubts(SubscriptionBook book)
    {
        var before = _session.Trades;
        return () =>
        {
            if (_session.Trades == before && book.Acknowledged > 0)
            {
                _lastError = "acknowledged, but no trade has come yet: is this the right route?";
                ConnectionLog.Silent(_logger, _plan.FeedId, book.Acknowledged, _address);
            }
        };
    }

    private sealed record Standing(FeedState State, DateTimeOffset Since);
}
