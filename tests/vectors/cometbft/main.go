// Writes src/light/testdata/cometbft_vectors.json: what CometBFT itself makes of headers, commits,
// validator sets, blocks, parameters and results. To run it again, outside this repository:
//
//	go mod init vectors && go get github.com/cometbft/cometbft@v0.38.25
//	go run main.go > cometbft_vectors.json
//
// Keys come from names, everything else from one fixed seed: two runs write the same bytes.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cometbft/cometbft/crypto/ed25519"
	cmtversion "github.com/cometbft/cometbft/proto/tendermint/version"
	"github.com/cometbft/cometbft/types"
)

type object = map[string]any

var dice = rand.New(rand.NewSource(20261121))

func random(n int) []byte {
	b := make([]byte, n)
	dice.Read(b)
	return b
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func text(b []byte) string { return hex.EncodeToString(b) }

func timeFields(t time.Time) object { return object{"seconds": t.Unix(), "nanos": t.Nanosecond()} }

func blockIDFields(id types.BlockID) object {
	return object{"hash": text(id.Hash), "total": id.PartSetHeader.Total, "parts": text(id.PartSetHeader.Hash)}
}

func headerFields(h *types.Header) object {
	return object{
		"block_version": h.Version.Block, "app_version": h.Version.App, "chain_id": h.ChainID, "height": h.Height,
		"time": timeFields(h.Time), "last_block_id": blockIDFields(h.LastBlockID),
		"last_commit_hash": text(h.LastCommitHash), "data_hash": text(h.DataHash),
		"validators_hash": text(h.ValidatorsHash), "next_validators_hash": text(h.NextValidatorsHash),
		"consensus_hash": text(h.ConsensusHash), "app_hash": text(h.AppHash),
		"last_results_hash": text(h.LastResultsHash), "evidence_hash": text(h.EvidenceHash),
		"proposer_address": text(h.ProposerAddress),
	}
}

func headerVector(name string, h *types.Header) object {
	return object{"name": name, "fields": headerFields(h),
		"proto": text(must(h.ToProto().Marshal())), "hash": text(h.Hash())}
}

func randomBlockID() types.BlockID {
	return types.BlockID{Hash: random(32), PartSetHeader: types.PartSetHeader{Total: uint32(dice.Intn(9) + 1), Hash: random(32)}}
}

func fullHeader(chain string, height int64, at time.Time) *types.Header {
	return &types.Header{
		Version: cmtversion.Consensus{Block: 11, App: 1}, ChainID: chain, Height: height, Time: at,
		LastBlockID: randomBlockID(), LastCommitHash: random(32), DataHash: random(32), ValidatorsHash: random(32),
		NextValidatorsHash: random(32), ConsensusHash: random(32), AppHash: random(32), LastResultsHash: random(32),
		EvidenceHash: random(32), ProposerAddress: random(20),
	}
}

func headers() []object {
	at := time.Unix(1795222800, 123456789).UTC()
	first := fullHeader("linlian-3f", 1, at.Truncate(time.Second))
	first.LastBlockID = types.BlockID{}
	bare := &types.Header{ValidatorsHash: random(32), Time: time.Unix(0, 0).UTC()}
	zeroTime := fullHeader("c", 7, time.Time{})
	shortApp := fullHeader("linlian-3f", 300, at)
	shortApp.AppHash = []byte{1, 2, 3}
	emptyHashes := fullHeader("linlian-3f", 301, at)
	emptyHashes.AppHash, emptyHashes.LastResultsHash, emptyHashes.ProposerAddress = nil, nil, nil
	big := fullHeader("社区-0123456789", 1<<62+5, time.Unix(253402300799, 999999999).UTC())
	big.Version = cmtversion.Consensus{Block: 11, App: 1 << 63}
	return []object{
		headerVector("every field", fullHeader("linlian-3f", 42, at)),
		headerVector("first block, whole second", first),
		headerVector("only what a hash needs", bare),
		headerVector("zero time", zeroTime),
		headerVector("an app hash of three bytes", shortApp),
		headerVector("empty app hash, results and proposer", emptyHashes),
		headerVector("largest numbers", big),
		headerVector("before 1970", fullHeader("old", 2, time.Unix(-5, 1).UTC())),
	}
}

func key(name string) ed25519.PrivKey { return ed25519.GenPrivKeyFromSecret([]byte(name)) }

// The set in CometBFT's order, and the keys in that order.
func validators(prefix string, powers []int64) (*types.ValidatorSet, []ed25519.PrivKey, object) {
	var given []object
	var members []*types.Validator
	byAddress := map[string]ed25519.PrivKey{}
	for i, power := range powers {
		secret := fmt.Sprintf("%s-%d", prefix, i)
		k := key(secret)
		byAddress[string(k.PubKey().Address())] = k
		members = append(members, types.NewValidator(k.PubKey(), power))
		given = append(given, object{"secret": secret, "key": text(k.PubKey().Bytes()), "power": power})
	}
	set := types.NewValidatorSet(members)
	var keys []ed25519.PrivKey
	var order []string
	for _, v := range set.Validators {
		keys = append(keys, byAddress[string(v.Address)])
		order = append(order, text(v.Address))
	}
	return set, keys, object{"name": prefix, "given": given, "order": order, "hash": text(set.Hash())}
}

func sign(chain string, commit *types.Commit, keys []ed25519.PrivKey) {
	for i := range commit.Signatures {
		if commit.Signatures[i].BlockIDFlag != types.BlockIDFlagAbsent {
			commit.Signatures[i].Signature = must(keys[i].Sign(commit.VoteSignBytes(chain, int32(i))))
		}
	}
}

func makeCommit(h *types.Header, round int32, keys []ed25519.PrivKey, flags string) *types.Commit {
	id := types.BlockID{Hash: h.Hash(), PartSetHeader: types.PartSetHeader{Total: 1, Hash: random(32)}}
	commit := &types.Commit{Height: h.Height, Round: round, BlockID: id}
	for i, f := range flags {
		at := h.Time.Add(time.Duration(i*i) * 1000001 * time.Nanosecond)
		if i == 0 {
			at = at.Truncate(time.Second)
		}
		sig := types.CommitSig{BlockIDFlag: types.BlockIDFlagAbsent}
		if f != 'a' {
			sig = types.CommitSig{BlockIDFlag: types.BlockIDFlagCommit, ValidatorAddress: keys[i].PubKey().Address(), Timestamp: at}
		}
		if f == 'n' {
			sig.BlockIDFlag = types.BlockIDFlagNil
		}
		commit.Signatures = append(commit.Signatures, sig)
	}
	sign(h.ChainID, commit, keys)
	return commit
}

func commitVector(name, chain string, h *types.Header, set *types.ValidatorSet, setName string, c *types.Commit, full bool) object {
	id := types.BlockID{Hash: h.Hash(), PartSetHeader: c.BlockID.PartSetHeader}
	v := object{"name": name, "chain_id": chain, "set": setName, "proto": text(must(c.ToProto().Marshal())),
		"accepted": types.VerifyCommit(chain, set, id, h.Height, c) == nil}
	if full { // The others change the commit only and keep the header of "four, all signed".
		v["header"] = text(must(h.ToProto().Marshal()))
		var signBytes []string
		for i := range c.Signatures {
			signBytes = append(signBytes, text(c.VoteSignBytes(chain, int32(i))))
		}
		v["sign_bytes"] = signBytes
		v["hash"] = text(c.Hash())
	}
	return v
}

func commits() ([]object, []object) {
	var sets, commits []object
	at := time.Unix(1795222800, 5).UTC()
	make1 := func(name, chain, prefix string, powers []int64, round int32, flags string) (*types.Header, *types.ValidatorSet, []ed25519.PrivKey, *types.Commit) {
		set, keys, vector := validators(prefix, powers)
		sets = append(sets, vector)
		h := fullHeader(chain, int64(1000+len(sets)), at)
		h.ValidatorsHash = set.Hash()
		c := makeCommit(h, round, keys, flags)
		commits = append(commits, commitVector(name, chain, h, set, prefix, c, true))
		return h, set, keys, c
	}
	make1("one validator", "linlian-one", "one", []int64{10}, 0, "c")
	h, set, keys, good := make1("four, all signed", "linlian-four", "four", []int64{1, 1, 1, 1}, 0, "cccc")
	make1("four, one absent", "linlian-four", "four-b", []int64{5, 5, 5, 5}, 3, "cacc")
	make1("seven, absent and nil votes", "linlian-seven", "seven", []int64{3, 1, 4, 1, 5, 9, 2}, 1, "ccccnca")
	make1("six of seven of equal power", "社区", "seven-b", []int64{1, 1, 1, 1, 1, 1, 1}, 0, "cccaccc")
	make1("three, exactly two thirds", "linlian-three", "three", []int64{1, 1, 1}, 0, "cca")
	make1("nobody voted for it", "linlian-none", "none", []int64{1, 2}, 0, "nn")

	change := func(name, chain string, edit func(c *types.Commit)) {
		c := *good
		c.Signatures = append([]types.CommitSig{}, good.Signatures...)
		for i := range c.Signatures {
			c.Signatures[i].Signature = append([]byte{}, c.Signatures[i].Signature...)
		}
		edit(&c)
		commits = append(commits, commitVector(name, chain, h, set, "four", &c, false))
	}
	change("wrong chain id", "linlian-five", func(c *types.Commit) {})
	change("one signature flipped", h.ChainID, func(c *types.Commit) { c.Signatures[2].Signature[7] ^= 1 })
	change("a vote for another block", h.ChainID, func(c *types.Commit) {
		c.BlockID.Hash = random(32)
		sign(h.ChainID, c, keys)
	})
	change("another height", h.ChainID, func(c *types.Commit) {
		c.Height++
		sign(h.ChainID, c, keys)
	})
	change("one address twice", h.ChainID, func(c *types.Commit) { c.Signatures[1] = c.Signatures[0] })
	change("two validators in the wrong order", h.ChainID, func(c *types.Commit) {
		c.Signatures[0], c.Signatures[1] = c.Signatures[1], c.Signatures[0]
	})
	change("a vote too few", h.ChainID, func(c *types.Commit) { c.Signatures = c.Signatures[:3] })
	change("another round, not signed again", h.ChainID, func(c *types.Commit) { c.Round = 1 })
	return sets, commits
}

// Bytes by rule, so that large blocks need no room here: byte i of item j is (7 i + j) mod 256.
func item(j, size int) types.Tx {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(7*i + j)
	}
	return b
}

func items(sizes []int) types.Txs {
	txs := types.Txs{}
	for j, size := range sizes {
		txs = append(txs, item(j, size))
	}
	return txs
}

func data() []object {
	var out []object
	for _, sizes := range [][]int{{}, {0}, {1}, {5, 70000}, {3, 1, 4}, {1, 2, 3, 4, 5, 6, 7}} {
		out = append(out, object{"sizes": sizes, "hash": text(items(sizes).Hash())})
	}
	return out
}

func blocks() []object {
	var out []object
	_, keys, _ := validators("one", []int64{10})
	for i, sizes := range [][]int{{}, {100}, {65536}, {30000, 40000, 70000, 0}} {
		h := fullHeader("linlian-one", int64(i+1), time.Unix(1795222800, int64(i)).UTC())
		last := &types.Commit{}
		if i > 0 {
			last = makeCommit(fullHeader("linlian-one", int64(i), h.Time), 0, keys, "c")
		}
		b := &types.Block{Header: *h, Data: types.Data{Txs: items(sizes)}, LastCommit: last}
		bytes := must(must(b.ToProto()).Marshal())
		parts := types.NewPartSetFromData(bytes, types.BlockPartSizeBytes).Header()
		hash := sha256.Sum256(bytes)
		out = append(out, object{"header": text(must(h.ToProto().Marshal())), "sizes": sizes,
			"last_commit": text(must(last.ToProto().Marshal())), "bytes": len(bytes), "sha256": text(hash[:]),
			"total": parts.Total, "parts": text(parts.Hash)})
	}
	return out
}

func params() []object {
	var out []object
	for _, p := range [][2]int64{{22020096, -1}, {4194304, -1}, {-1, -1}, {1, 0}, {104857600, 1 << 62}} {
		c := types.ConsensusParams{Block: types.BlockParams{MaxBytes: p[0], MaxGas: p[1]}}
		out = append(out, object{"max_bytes": p[0], "max_gas": p[1], "hash": text(c.Hash())})
	}
	return out
}

func results() []object {
	var out []object
	for _, list := range [][]*abci.ExecTxResult{
		{}, {{}}, {{Code: 0}, {Code: 1}, {Code: 0}},
		{{Code: 4294967295, Data: []byte("abc"), GasWanted: 7, GasUsed: -1, Log: "left out", Codespace: "left out"}, {}},
	} {
		rows := []object{}
		for _, r := range list {
			rows = append(rows, object{"code": r.Code, "data": text(r.Data), "gas_wanted": r.GasWanted, "gas_used": r.GasUsed})
		}
		out = append(out, object{"results": rows, "hash": text(types.NewResults(list).Hash())})
	}
	return out
}

func main() {
	sets, commits := commits()
	all := object{
		"library": "github.com/cometbft/cometbft v0.38.25", "headers": headers(), "validator_sets": sets,
		"commits": commits, "data": data(), "blocks": blocks(), "params": params(), "results": results(),
		"no_evidence": text(types.EvidenceData{}.Evidence.Hash()), "no_commit_hash": text((&types.Commit{}).Hash()),
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(all); err != nil {
		panic(err)
	}
}
