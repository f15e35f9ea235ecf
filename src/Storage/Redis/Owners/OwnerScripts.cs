namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>What is done to the records of owners; each in one piece.</summary>
internal static class OwnerScripts
{
    /// <summary>
    /// Lets a run live on. KEYS: the run, owners. ARGV: its lease and the time in which every run is heard of, ms. Answers 1 when it had lived, 0 when it begins now, or anew
    /// after its time was over. A server that has lost its records, or never had any, tells until when nobody may take a market: whoever writes one says so before.
    /// </summary>
    public const string Renew =
        """
        if redis.call('EXISTS', KEYS[2]) == 0 then
          local now = redis.call('TIME')
          redis.call('HSET', KEYS[2], '#', now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[2])
        end
        local lived = redis.call('EXISTS', KEYS[1])
        redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
        return lived
        """;

    /// <summary>
    /// Takes markets, all or none. KEYS: owners, the run. ARGV: the run, what keys of runs begin with, markets. Answers 1 and those that had been
    /// given back; or 0, the market and the run that is in the way: another that lives, or this one when it does not.
    /// </summary>
    public const string Take =
        """
        if redis.call('EXISTS', KEYS[2]) == 0 then return {0, '', ARGV[1]} end
        local now = redis.call('TIME')
        if tonumber(redis.call('HGET', KEYS[1], '#') or '0') > now[1] * 1000 + now[2] / 1000 then return {0, '', ARGV[1]} end
        local answer = {1}
        for i = 3, #ARGV do
          local owner = redis.call('HGET', KEYS[1], ARGV[i])
          if owner == '-' then
            answer[#answer + 1] = ARGV[i]
          elseif owner and owner ~= ARGV[1] and redis.call('EXISTS', ARGV[2] .. owner) == 1 then
            return {0, ARGV[i], owner}
          end
        end
        for i = 3, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], ARGV[1]) end
        return answer
        """;

    /// <summary>
    /// Which markets a run still has; those that nobody has become its own. It lives on meanwhile, so that none is taken. KEYS: owners, the run. ARGV: the run, its lease and the
    /// time in which every run is heard of, ms, markets. Answers those that it has. Of a server that has lost its records it may be the first that asks: it says until when
    /// nobody may take a market, as <see cref="Renew"/> does.
    /// </summary>
    public const string Pass =
        """
        if redis.call('EXISTS', KEYS[1]) == 0 then
          local now = redis.call('TIME')
          redis.call('HSET', KEYS[1], '#', now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[3])
        end
        redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
        local passed = {}
        for i = 4, #ARGV do
          local owner = redis.call('HGET', KEYS[1], ARGV[i])
          if not owner then redis.call('HSET', KEYS[1], ARGV[i], ARGV[1]) end
          if not owner or owner == ARGV[1] then passed[#passed + 1] = ARGV[i] end
        end
        return passed
        """;

    /// <summary>
    /// Gives markets back: they belong to nobody, which is not the same as never having belonged to anybody. KEYS: owners. ARGV: the run, markets.
    /// </summary>
    public const string GiveBack =
        """
        for i = 2, #ARGV do
          if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[1] then redis.call('HSET', KEYS[1], ARGV[i], '-') end
        end
        return 0
        """;
}
