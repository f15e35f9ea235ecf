using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Authentication;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>The life of a connection, on a thread of its own: dial, read, wait, again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Each attempt is disposed of by the method that begins it.")]
internal sealed class FeedLoop
{
    private const string RestartRequested = "restart asked for";

    private readonly Lock _changing = new();
    private readonly FeedEndpoint _endpoint;
    private readonly IExchangeAdapter _adapter;
    private readonly FeedContext _context;
    private readonly FeedJournal _journal;
    private readonly FeedReader _reader;
    private readonly Backoff _backoff;
    private readonly InterruptibleWait _wait;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FeedPlan _plan;
    private volatile ConnectAttempt? _connect;
    private volatile bool _isStopping;

    public FeedLoop(FeedPlan plan, IExchangeAdapter adapter, IFeedListener listener, FeedContext context)
    {
        (_plan, _adapter, _context) = (plan, adapter, context);
        Session = new(adapter, plan.Endpoint, plan.Markets);
        Watch = new(context.Clock);
        _journal = new(plan, listener, context);
        _reader = new(plan, adapter, Session, listener.OpenSink(), context);
        _endpoint = adapter.Descriptor.Find(plan.Endpoint);
        _wait = new(context.Clock);
        _backoff = new(context.Options.FirstDelay, context.Options.LongestDelay);
        foreach (var history in plan.Changed)
        {
            Session.Learn(history);
        }
    }

    /// <summary>Called once per connect, with the reason, when the venue is going to end it.</summary>
    public required Action<string> Renewing { get; init; }

    /// <summary>Called every few seconds once every subscription has been answered, or asked for in vain.</summary>
    public required Action Settled { get; init; }

    /// <summary>Youngest age at which a connection is renewed because the venue announces its end.</summary>
    public required TimeSpan RenewableAfter { get; init; }

    public FeedSession Session { get; }

    /// <summary>Since when its markets lack a confirmed subscription.</summary>
    public ConfirmationWatch Watch { get; }

    /// <summary>The markets that the venue has confirmed on the present connection.</summary>
    public IReadOnlySet<MarketId> Confirmed => _connect?.Book.Confirmed() ?? new HashSet<MarketId>();

    public bool IsStopping => _isStopping;

    public Task Ended => _ended.Task;

    public FeedStatus Status
    {
        get
        {
            var ((state, since), book) = (_journal.Now, _connect?.Book);
            return _reader.Describe(state, since) with
            {
                Connects = _journal.Connects,
                Acknowledged = book?.Acknowledged ?? 0,
                Unconfirmed = book is null ? [] : [.. book.Unconfirmed.Select(item => $"{item.Key}: {item.Value}")],
                Overdue = state == FeedState.Connected && book is not null ? Overdue(book) : [],
                LastError = _journal.LastError,
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

            _journal.Stopped();
            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            _journal.Broke();
            _ended.TrySetException(e);
        }
    }

    /// <summary>Subscribes to more markets and ends the subscription of others, now and at every later connect.</summary>
    public void Change(FeedPlan plan, IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed)
    {
        lock (_changing)
        {
            _plan = plan;
            Session.Change(added, removed);
            _connect?.Book.Change(added, removed);
        }
    }

    public void Restart()
    {
        _connect?.Abort(RestartRequested);
        _wait.Interrupt();
    }

    /// <summary>Gives the present connection up and dials again after a wait.</summary>
    public void Leave(string reason) => _connect?.Abort(reason);

    public void Stop()
    {
        _isStopping = true;
        _connect?.Abort("stopped");
        _wait.Interrupt();
    }

    private void RunOnce()
    {
        try
        {
            _journal.Connecting();
            var reason = ConnectAndRead();
            if (!_isStopping)
            {
                var delay = reason is RestartRequested ? TimeSpan.Zero : _backoff.Next();
                MarkUnconfirmed();
                _journal.Lost(reason, delay);
                Wait(delay);
            }
        }
        catch (Exception e)
        {
            _journal.Failed(e);
            MarkUnconfirmed();
            Wait(_context.Options.LongestDelay);
        }
    }

    private string ConnectAndRead()
    {
        using var socket = new VenueSocket();
        using var connect = Begin(socket);
        if (_isStopping)
        {
            return "stopped";
        }

        try
        {
            var address = Admit(connect);
            using var timer = StartTimer(socket, connect.Book);
            var began = _context.Clock.GetTimestamp();
            var frames = new FrameReader(_context.Options.LongestMessage);
            socket.Dial(address, _endpoint.Headers, frames);
            _journal.Connected(_plan.Markets.Count);
            return socket.AbortReason ?? _reader.Run(socket, frames, connect.Book, timer, () => ResetWhenGood(began));
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
            return _connect = new(socket, new(_plan, _adapter, _context.Options, _context.Clock, Watch));
        }
    }

    private FeedTimer StartTimer(VenueSocket socket, SubscriptionBook book)
    {
        var tradesBefore = Session.Trades;
        var timer = new FeedTimer(socket, book, _adapter.Descriptor, _endpoint, _context)
        {
            Markets = () => Session.Followed,
            Settled = () => _journal.Unconfirmed(book.Unconfirmed.Select(item => (item.Key.ToString(), item.Value))),
            StillSettled = Settled,
            FirstTradeDue = () => DoubtRoute(book, tradesBefore),
            Renewing = Renewing,
            RenewableAfter = RenewableAfter,
            Failed = _journal.FailedByTime,
        };
        timer.Start();
        return timer;
    }

    // This thread has nothing else to do: it waits for the venue's leave as it waits for bytes.
    private Uri Admit(ConnectAttempt connect) => _context.Access?.AdmitAsync(_plan, connect.Ending).GetAwaiter().GetResult() ?? _plan.Address;

    private void DoubtRoute(SubscriptionBook book, long tradesBefore)
    {
        if (Session.Trades == tradesBefore && book.Acknowledged > 0)
        {
            _journal.NoTradeYet(book.Acknowledged);
        }
    }

    private void ResetWhenGood(long began)
    {
        if (_context.Clock.GetElapsedTime(began) >= _context.Options.GoodAfter)
        {
            _backoff.Reset();
        }
    }

    private void Wait(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            // A restart that was asked for has interrupted this wait; it must not cut the next one short.
            _wait.Reset();
        }
        else if (!_isStopping)
        {
            _wait.Wait(delay);
        }
    }

    // What was confirmed is so no longer.
    private void MarkUnconfirmed() => Watch.MarkUnconfirmed(_plan.Markets.Select(market => market.Market));

    private IReadOnlyList<string> Overdue(SubscriptionBook book)
    {
        var late = Watch.UnconfirmedFor(_context.Options.OverdueAfter);
        if (late.Count == 0)
        {
            return [];
        }

        var reasons = book.Unconfirmed.ToDictionary(item => item.Key, item => item.Value);
        return [.. late.Select(market => $"{market}: {reasons.GetValueOrDefault(market, "not confirmed yet")}")];
    }
}
