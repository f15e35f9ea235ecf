using System.Text;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>What a venue says to the requests of one connect: by their number, by a market's name, or in their order. Safe for concurrent use.</summary>
/// <param name="gate">Is held while anything of the connect's subscriptions changes.</param>
/// <param name="requests">The requests.</param>
/// <param name="markets">The markets.</param>
/// <param name="kinds">What the venue's words mean.</param>
internal sealed class SubscriptionAnswers(Lock gate, SubscriptionRequests requests, WantedMarkets markets, RefusalRules kinds)
{
    public void Acknowledge(long requestId)
    {
        lock (gate)
        {
            requests.Accept(requests.Waiting.Take(requestId));
        }
    }

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol)
    {
        var name = Encoding.UTF8.GetString(wireSymbol);
        lock (gate)
        {
            if (requests.Waiting.TakeMarket(name) is { } market)
            {
                markets.Confirm(market.Market);
            }
            else
            {
                markets.ConfirmLate(name);
            }
        }
    }

    public void AcknowledgeNext()
    {
        lock (gate)
        {
            requests.Accept(requests.Waiting.TakeOldest());
        }
    }

    public void AcknowledgeGreeting()
    {
        lock (gate)
        {
            requests.Accept(requests.Waiting.TakeGreeting());
        }
    }

    public void Refuse(long requestId, Refusal refusal)
    {
        lock (gate)
        {
            requests.Refuse(requests.Waiting.Take(requestId), refusal, kinds.KindOf(refusal));
        }
    }

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal)
    {
        lock (gate)
        {
            RefuseMarket(Encoding.UTF8.GetString(wireSymbol), refusal);
        }
    }

    public void RefuseNext(Refusal refusal)
    {
        lock (gate)
        {
            if (NamesInWords.Find(refusal.Words, [.. requests.Waiting.Names]) is { Count: > 0 } named)
            {
                foreach (var name in named)
                {
                    RefuseMarket(name, refusal);
                }
            }
            else if (NamesInWords.Find(refusal.Words, markets.EndedNames).Count == 0)
            {
                // Where it is not sure who is meant, nobody is given up for it.
                var isSure = requests.Waiting.Count == 1;
                var kind = kinds.KindOf(refusal);
                requests.Refuse(requests.Waiting.TakeOldest(), refusal, isSure || kind is RefusalKind.Busy ? kind : RefusalKind.Unknown);
            }
        }
    }

    public void RefuseGreeting(Refusal refusal)
    {
        lock (gate)
        {
            requests.Refuse(requests.Waiting.TakeGreeting(), refusal, kinds.KindOf(refusal));
        }
    }

    public void Finish(long requestId, Refusal refusal)
    {
        lock (gate)
        {
            markets.Deny(requests.Waiting.Take(requestId)?.Left ?? [], refusal, kinds.KindOf(refusal), requests.MarketsPerMessage);
        }
    }

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol)
    {
        lock (gate)
        {
            requests.NameChannel(channel, wireSymbol);
        }
    }

    private void RefuseMarket(string name, Refusal refusal)
    {
        var kind = kinds.KindOf(refusal);
        if (requests.Waiting.TakeMarket(name) is { } market)
        {
            markets.Deny([market], refusal, kind, kind == RefusalKind.Busy ? requests.MarketsPerMessage : 1);
        }
    }
}
